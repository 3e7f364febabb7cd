/** The first of these with the highest score. */
export function best<T>([first, ...others]: readonly [T, ...T[]], score: (candidate: T) => number): T {
  let found = { candidate: first, score: score(first) };
  for (const candidate of others) {
    const own = score(candidate);
    if (own > found.score) found = { candidate, score: own };
  }
  return found.candidate;
}
