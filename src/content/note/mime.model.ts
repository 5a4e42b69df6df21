/** Media types by file extension: what a browser shows, and what people attach. */
const MIME: Record<string, string> = {
  png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp", avif: "image/avif", svg: "image/svg+xml",
  bmp: "image/bmp", ico: "image/x-icon", tif: "image/tiff", tiff: "image/tiff", heic: "image/heic",
  mp3: "audio/mpeg", wav: "audio/wav", m4a: "audio/mp4", ogg: "audio/ogg", oga: "audio/ogg", opus: "audio/opus", flac: "audio/flac", aac: "audio/aac",
  "3gp": "audio/3gpp", mid: "audio/midi", midi: "audio/midi",
  mp4: "video/mp4", webm: "video/webm", mov: "video/quicktime", mkv: "video/x-matroska", ogv: "video/ogg",
  pdf: "application/pdf", zip: "application/zip", json: "application/json", csv: "text/csv", txt: "text/plain", html: "text/html", css: "text/css",
  js: "text/javascript", ts: "text/plain", xml: "application/xml", yaml: "application/yaml", yml: "application/yaml",
  canvas: "application/json", base: "application/yaml", epub: "application/epub+zip", rtf: "application/rtf",
  doc: "application/msword", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xls: "application/vnd.ms-excel", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ppt: "application/vnd.ms-powerpoint", pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};

const extensionOf = (path: string): string => /\.([a-z0-9]{1,10})$/i.exec(path)?.[1]?.toLowerCase() ?? "";

export const mimeOf = (path: string): string => MIME[extensionOf(path)] ?? "application/octet-stream";

/** Whether a wikilink's target is a file rather than a note: its extension is that of an attachment. */
export const isFilePath = (target: string): boolean => extensionOf(target) in MIME;
