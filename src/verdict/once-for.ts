/** Makes something of an object once, however often it is asked for. */
export function onceFor<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new Map<Of, Made>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const first = make(of);
    made.set(of, first);
    return first;
  };
}
