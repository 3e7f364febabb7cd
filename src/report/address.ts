/** The part of a resource instance's address that names its module instance; empty in the root module. */
export function moduleOf(address: string): string {
  const parts = addressParts(address);
  const resource = parts.at(-3) === 'data' ? 3 : 2;
  return parts.slice(0, -resource).join('.');
}

/** The parts between dots; a dot in an instance key is none. */
function addressParts(address: string): string[] {
  return address.match(/(?:[^.["]|\["(?:[^"\\]|\\.)*"\]|\[[^\]"]*\]|["[])+/gsu) ?? [];
}
