// oxlint-disable-next-line no-control-regex -- control characters are among what file systems refuse
const UNSAFE = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that every file system takes: nothing reserved, no trailing dot or space, at most 180 characters. */
function safeName(name: string): string {
  const clean = name
    .replace(UNSAFE, "-")
    .replace(/[. ]+$/, "")
    .replace(/^ +/, "")
    .replace(/^\.+/, (dots) => "_".repeat(dots.length));
  const short = [...(RESERVED.test(clean) ? `_${clean}` : clean)].slice(0, 180).join("");
  return short || "_";
}

/** Paths that are safe and differ also where case and Unicode form do not count (EX2). */
export function createFilePaths() {
  const taken = new Set<string>();
  return {
    /** As it is, for what came with this path; false if it is taken. */
    reserve(path: string): boolean {
      const key = path.normalize("NFC").toLowerCase();
      if (taken.has(key)) return false;
      taken.add(key);
      return true;
    },
    note(folder: string, name: string): string {
      const place = folder ? `${folder.split("/").map(safeName).join("/")}/` : "";
      const stem = place + safeName(name);
      for (let number = 1; ; number++) {
        const path = `${stem}${number === 1 ? "" : ` ${number}`}.md`;
        if (this.reserve(path)) return path;
      }
    },
    file(folder: string, name: string): string {
      const place = folder ? `${folder}/` : "";
      const dot = name.lastIndexOf(".");
      const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
      for (let number = 1; ; number++) {
        const path = `${place}${stem}${number === 1 ? "" : ` ${number}`}${extension}`;
        if (this.reserve(path)) return path;
      }
    },
  };
}
