// oxlint-disable-next-line no-control-regex -- control characters are among what file systems refuse
const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that every file system takes: nothing reserved, no trailing dot or space, at most `length` characters. */
function safeName(name: string, length = 180): string {
  const clean = name
    .replace(UNSAFE, "-")
    .replace(/[. ]+$/, "")
    .replace(/^ +/, "");
  const short = [...(RESERVED.test(clean) ? `_${clean}` : clean)].slice(0, length).join("");
  return short.replace(/[. ]+$/, "") || "_";
}

/** Folders and files of a vault may be hidden; a note must not be. */
const visible = (name: string): string => safeName(name).replace(/^\.+/, (dots) => "_".repeat(dots.length));

const inFolder = (folder: string, name: string): string => (folder ? `${folder}/${name}` : name);

/** A name that was made safe, or told apart from another one. */
export interface RenamedFile {
  readonly from: string;
  readonly to: string;
}

/** Paths that are safe and differ also where case and Unicode form do not count (EX2). */
export function createFilePaths() {
  const keyOf = (path: string): string => path.normalize("NFC").toLowerCase();
  const taken = new Set<string>();
  const renamed: RenamedFile[] = [];
  const free = (from: string, stem: string, extension: string): string => {
    for (let number = 1; ; number++) {
      const to = `${stem}${number === 1 ? "" : ` ${number}`}${extension}`;
      if (taken.has(keyOf(to))) continue;
      taken.add(keyOf(to));
      if (to !== from) renamed.push({ from, to });
      return to;
    }
  };
  return {
    renamed,
    note(folder: string, name: string): string {
      const place = folder && folder.split("/").map(visible).join("/");
      return free(inFolder(folder, `${name}.md`), inFolder(place, visible(name)), ".md");
    },
    file(folder: string, name: string): string {
      const place =
        folder &&
        folder
          .split("/")
          .map((segment) => safeName(segment))
          .join("/")
          // That folder is the export's own.
          .replace(/^\.atelier(?=$|\/)/i, "_atelier");
      const dot = name.lastIndexOf(".");
      const extension = dot > 0 ? safeName(name.slice(dot), 40).replace(/^_$/, "") : "";
      return free(inFolder(folder, name), inFolder(place, safeName(extension ? name.slice(0, dot) : name)), extension);
    },
  };
}
