import { wellFormed } from './escape.ts';

/**
 * A path below the repository's root without needless parts; undefined for anything else: an absolute path, a
 * module address such as `git::…`, a path that leaves the root.
 */
export function repositoryPath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || /^[A-Za-z][A-Za-z0-9+.-]*:/u.test(path))
    return undefined;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.length === 0 || segments.includes('..') ? undefined : segments.join('/');
}

/** The same as a relative URI, percent-encoded. */
export function repositoryUri(path: string): string | undefined {
  return repositoryPath(path)?.split('/').map(encodeSegment).join('/');
}

/** One part of a path between slashes, with everything encoded that a URI or Markdown could take for something else. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(wellFormed(segment)).replace(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
