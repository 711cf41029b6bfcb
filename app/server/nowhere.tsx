/** Every address that is nothing else. */
export const loader = () => {
  throw new Response("Not found", { status: 404 });
};
export const action = loader;

export default function Nowhere() {
  return null;
}
