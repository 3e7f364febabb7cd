import { placeText } from '../deciding.ts';
import { code, linkTarget, prose } from '../escape.ts';
import { repositoryUri } from '../paths.ts';

/** Makes names and places of Markdown, as links to the file at GitHub where its address is known. */
export interface Linker {
  readonly place: (location: Place) => string;
  /** A name that leads to its place. */
  readonly name: (name: string, location: Place | undefined) => string;
}

export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly approximate?: boolean;
}

/** @param blobBase `https://github.com/OWNER/REPOSITORY/blob/SHA/` */
export function linker(blobBase: string | undefined): Linker {
  const addressOf = ({ path, line }: Place) => {
    const uri = repositoryUri(path);
    if (blobBase === undefined || uri === undefined) return undefined;
    const base = blobBase.endsWith('/') ? blobBase : `${blobBase}/`;
    return linkTarget(`${base}${uri}${line === undefined ? '' : `#L${line}`}`);
  };
  const linked = (text: string, location: Place | undefined) => {
    const known = location !== undefined && !location.approximate;
    const address = known ? addressOf(location) : undefined;
    // HTML: a link of Markdown is none within the HTML of a fold's headline
    return address === undefined ? text : `<a href="${address}">${text}</a>`;
  };
  return {
    place: (location) =>
      location.approximate
        ? prose(`source not found, near ${location.path}`)
        : linked(code(placeText(location)), location),
    name: (name, location) => linked(code(name), location),
  };
}
