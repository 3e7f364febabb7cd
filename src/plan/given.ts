type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** The same without the members that are undefined: absent is absent. */
export function withoutUndefined<T extends object>(members: T): Given<T> {
  const given: Given<T> = {};
  for (const name in members) {
    const value = members[name];
    if (isGiven(value)) given[name] = value;
  }
  return given;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}
