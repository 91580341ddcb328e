// Reads the text of documents that are no plain text: web pages, Word documents, e-mails, subtitles and JSON. The page
// fetches this script with the first of them (`web/src/platform/documents.rs`). The browser's own parsers do the work, and
// none of them loads what a document names.
"use strict";

{
  // What a document may unpack to, in bytes: a small file can hold gigabytes of one letter.
  const MOST = 50_000_000;

  // Parts of e-mails may hold e-mails; deeper ones are left out.
  const DEEPEST = 10;

  const UNREAD = "script, noscript, template, iframe, object, embed, svg, math, head > :not(title)";
  const BLOCKS =
    "address, article, aside, blockquote, div, dl, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, " +
    "h6, header, hr, main, nav, ol, p, pre, section, table, title, ul";
  const LINES = "dd, dt, li, option, tr";

  const counted = (count, one, many = `${one}s`) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]);

  const decoded = (bytes, label) => {
    const [one, two] = bytes;
    if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) {
      return new TextDecoder(one === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    }
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder(label || "windows-1252").decode(bytes);
    }
  };

  // Lines without blanks at their ends, and at most one empty line in a row.
  const tidied = (text) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim();

  // The page's policy allows no inline styles, and is asked about those of a document that is only parsed as well.
  function withoutStyles(html) {
    let count = 0;
    const plain = html.replace(/<style\b[^>]*>[^]*?<\/style\s*>/gi, () => ((count += 1), ""));
    const isStyled = /<[a-z][^>]*\sstyle\s*=[^>]*>/gi;
    return [plain.replace(isStyled, (tag) => tag.replace(/\sstyle(\s*=)/gi, " data-style$1")), count];
  }

  function textOfHtml(html) {
    const [plain, styles] = withoutStyles(html);
    const parsed = new DOMParser().parseFromString(plain, "text/html");
    const unread = parsed.querySelectorAll("script, iframe, object, embed").length + styles;
    const cut = [...counted(unread, "script, style or frame", "scripts, styles and frames")];
    cut.push(...counted(parsed.querySelectorAll("img, svg, video, audio, canvas").length, "picture"));
    for (const element of parsed.querySelectorAll(UNREAD)) element.remove();
    const texts = parsed.createTreeWalker(parsed.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (!node.parentElement.closest("pre, textarea")) node.data = node.data.replace(/\s+/g, " ");
    }
    for (const line of parsed.querySelectorAll("br")) line.replaceWith("\n");
    for (const cell of parsed.querySelectorAll("td, th")) cell.append("\t");
    for (const line of parsed.querySelectorAll(LINES)) line.prepend("\n");
    for (const block of parsed.querySelectorAll(BLOCKS)) {
      block.prepend("\n");
      block.append("\n");
    }
    return { text: tidied(parsed.documentElement.textContent), cut };
  }

  // The encoding that a web page names itself, within its first bytes.
  function html(bytes) {
    const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 1024));
    return textOfHtml(decoded(bytes, /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1]));
  }

  // The entries of a zip file by name, from its central directory (APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16).
  function entries(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new Error("it is cut off or of another kind");
    const found = new Map();
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0]));
      const header = view.getUint32(at + 42, true);
      const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      const packed = bytes.subarray(start, start + view.getUint32(at + 20, true));
      found.set(name, { packed, method: view.getUint16(at + 10, true) });
      at += 46 + lengths[0] + lengths[1] + lengths[2];
    }
    return found;
  }

  async function unpacked({ packed, method }) {
    if (method === 0) return packed;
    if (method !== 8) throw new Error("it is packed in a way that browsers do not know");
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const [chunks, reader] = [[], stream.getReader()];
    let size = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > MOST) throw new Error(`it unpacks to more than ${MOST / 1e6} MB`);
      chunks.push(next.value);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  // The text of a part of a Word document (ECMA-376, part 1, 17.3): paragraphs are lines.
  function textOfWord(bytes) {
    const parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "application/xml");
    if (parsed.querySelector("parsererror")) throw new Error("its text is damaged");
    // An older form of what stands beside it.
    for (const twin of [...parsed.getElementsByTagNameNS("*", "Fallback")]) twin.remove();
    const count = (name) => parsed.getElementsByTagNameNS("*", name).length;
    let text = "";
    const elements = parsed.createTreeWalker(parsed, NodeFilter.SHOW_ELEMENT);
    for (let node = elements.nextNode(); node; node = elements.nextNode()) {
      const isInRun = node.parentElement?.localName === "r";
      if (node.localName === "p") text += "\n";
      else if (node.localName === "t" && isInRun) text += node.textContent;
      else if (node.localName === "tab" && isInRun) text += "\t";
      else if ((node.localName === "br" || node.localName === "cr") && isInRun) text += "\n";
      else if (node.localName === "noBreakHyphen") text += "-";
    }
    const cut = [...counted(count("drawing") + count("pict"), "picture"), ...counted(count("del"), "deleted passage")];
    return { text: text.trim(), cut };
  }

  async function docx(bytes) {
    const files = entries(bytes);
    const names = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
    if (!files.has(names[0])) throw new Error("it has no text of a Word document");
    const parts = [];
    for (const name of names.filter((name) => files.has(name))) parts.push(textOfWord(await unpacked(files.get(name))));
    const has = (pattern) => [...files.keys()].some((name) => pattern.test(name));
    const cut = parts.flatMap((part) => part.cut);
    if (has(/^word\/(header|footer)\d*\.xml$/)) cut.push("headers and footers");
    if (has(/^word\/comments\.xml$/)) cut.push("comments");
    return { text: parts.map((part) => part.text).filter(Boolean).join("\n\n"), cut };
  }

  const bytesOf = (binary) => Uint8Array.from(binary, (letter) => letter.charCodeAt(0) & 255);

  // Quoted-printable (RFC 2045, 6.7), as letters that are bytes.
  const unquoted = (text) =>
    text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

  // Encoded words in the head of an e-mail (RFC 2047).
  const readable = (value) =>
    decoded(bytesOf(value)).replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=(\s+(?==\?))?/gi, (whole, charset, kind, word) => {
      try {
        const binary = kind.toUpperCase() === "B" ? atob(word) : unquoted(word.replaceAll("_", " "));
        return new TextDecoder(charset).decode(bytesOf(binary));
      } catch {
        return whole;
      }
    });

  // The head and the body of an e-mail or of a part of one.
  function headAndBody(message) {
    const end = /\r?\n\r?\n/.exec(message);
    const head = end ? message.slice(0, end.index) : message;
    const fields = new Map();
    for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
      const colon = line.indexOf(":");
      if (colon > 0) fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
    }
    return { fields, body: end ? message.slice(end.index + end[0].length) : "" };
  }

  const parameter = (value, name) => new RegExp(`${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(value)?.slice(1).find(Boolean);

  // The text of a part, and what of it is left out.
  function textOfPart(message, depth) {
    const { fields, body } = headAndBody(message);
    const type = fields.get("content-type") ?? "text/plain";
    const disposition = fields.get("content-disposition") ?? "";
    const name = parameter(disposition, "filename") ?? parameter(type, "name");
    if (/^multipart\//i.test(type) && depth < DEEPEST) {
      const boundary = parameter(type, "boundary") ?? "";
      const parts = `\n${body}`.split(`\n--${boundary}`).slice(1).filter((part) => !part.startsWith("--"));
      const texts = parts.map((part) => textOfPart(part.replace(/^[^\n]*\n/, ""), depth + 1));
      // Forms of one text: the plain one is taken.
      if (/^multipart\/alternative/i.test(type)) return texts.find((part) => part.isPlain) ?? texts.at(-1) ?? { text: "", cut: [] };
      return { text: texts.map((part) => part.text).filter(Boolean).join("\n\n"), cut: texts.flatMap((part) => part.cut) };
    }
    if (!/^text\//i.test(type) || /^attachment/i.test(disposition)) {
      return { text: "", cut: [name ? `the attachment ${readable(name)}` : `a part of type ${type.split(";")[0]}`] };
    }
    const encoding = (fields.get("content-transfer-encoding") ?? "").toLowerCase();
    let binary = body;
    if (encoding === "quoted-printable") binary = unquoted(body);
    if (encoding === "base64") binary = atob(body.replace(/[^A-Za-z0-9+/]/g, ""));
    const bytes = bytesOf(binary);
    const text = decoded(bytes, parameter(type, "charset"));
    if (/^text\/html/i.test(type)) return textOfHtml(text);
    return { text: text.trim(), cut: [], isPlain: true };
  }

  function eml(bytes) {
    // ISO 8859-1, in which every byte is the letter of its number.
    let message = "";
    for (let at = 0; at < bytes.length; at += 32_768) message += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    const { fields } = headAndBody(message);
    if (!fields.has("from") && !fields.has("subject")) throw new Error("it has no head of an e-mail");
    const { text, cut } = textOfPart(message, 0);
    const names = ["From", "To", "Cc", "Date", "Subject"];
    const head = names.filter((name) => fields.has(name.toLowerCase()));
    const lines = head.map((name) => `${name}: ${readable(fields.get(name.toLowerCase()))}`);
    return { text: `${lines.join("\n")}\n\n${text}`, cut: ["other lines of the head", ...cut] };
  }

  function subtitles(bytes) {
    const lines = decoded(bytes).replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
    const isTime = (line) => /^\s*(\d+:)?\d\d:\d\d[,.]\d{3}\s*-->/.test(line ?? "");
    const spoken = lines.filter(
      (line, place) => !isTime(line) && !(/^\s*\d+\s*$/.test(line) && isTime(lines[place + 1])) && !/^WEBVTT\b/.test(line),
    );
    const text = spoken.map((line) => line.replace(/<[^>]*>|\{\\[^}]*\}/g, ""));
    return { text: tidied(text.join("\n")), cut: ["numbers and times"] };
  }

  function json(bytes, name) {
    const source = decoded(bytes).replace(/^\ufeff/, "");
    const isLines = /\.(jsonl|ndjson)$/i.test(name);
    const open = isLines ? source.split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line)) : [JSON.parse(source)];
    const strings = [];
    // Lists grow while they are read: a value may lie deeper than functions can call each other.
    open.reverse();
    while (open.length > 0) {
      const value = open.pop();
      if (typeof value === "string") strings.push(value);
      else if (value && typeof value === "object") for (const inner of Object.values(value).reverse()) open.push(inner);
    }
    return { text: strings.join("\n"), cut: ["numbers and the names of fields"] };
  }

  const READERS = [
    [[".docx"], docx],
    [[".html", ".htm", ".xhtml"], html],
    [[".eml"], eml],
    [[".srt", ".vtt"], subtitles],
    [[".json", ".jsonl", ".ndjson"], json],
  ];

  // The text of a file's bytes, and what of the file is left out.
  globalThis.namelightReadDocument = async (name, bytes) => {
    const [, read] = READERS.find(([suffixes]) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix)));
    try {
      return await read(bytes, name);
    } catch (error) {
      // A place beyond the end, or packed bytes that are none.
      if (error instanceof RangeError || error instanceof TypeError) throw new Error("it is damaged or cut off");
      throw error instanceof SyntaxError ? new Error(`it is no JSON (${error.message})`) : error;
    }
  };
}
