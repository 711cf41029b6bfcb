// React 18 does not know the popover attributes by their camel-case names; in lower case it passes them on as they are.
/** The menu of small screens: a native popover, no script. */
export const isMenu = { id: "menu", popover: "auto" } as { id: string };
export const opensMenu = { popovertarget: "menu" } as object;
export const closesMenu = { popovertarget: "menu", popovertargetaction: "hide" } as object;
