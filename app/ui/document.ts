import { createContext, useContext } from "react";

/** What a shell says of its pages by `export const handle`: whether the browser runs them, and the body's class. */
export interface PageHandle {
  hydrate?: boolean;
  body?: string;
}

export const Nonce = createContext<string | undefined>(undefined);
/** The nonce of this response's content security policy; known to the server alone. */
export const useNonce = () => useContext(Nonce);
