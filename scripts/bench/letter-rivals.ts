import { crc32, deflateRawSync } from "node:zlib";
import Docxtemplater from "docxtemplater";
import { TemplateHandler } from "easy-template-x";
import PizZip from "pizzip";
import { letterFiles, pack, run } from "./letter-document";

/** Makes one letter of the values of its fields, in their order. */
export type Maker = (values: readonly string[]) => Promise<Uint8Array> | Uint8Array;

/** The template of a rival with the places written its way, in braces. */
function braced(): Buffer {
  return Buffer.from(pack(letterFiles((index) => run(`{f${index}}`))));
}

function named(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`f${index}`, value]));
}

/** As its manual shows: a package unpacked, filled and packed for every letter. */
export function docxtemplater(): Maker {
  const template = braced();
  return (values) => {
    const document = new Docxtemplater(new PizZip(template), { linebreaks: true });
    document.render(named(values));
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

/** As its manual shows; the handler is made once. */
export function easyTemplateX(): Maker {
  const template = braced();
  const handler = new TemplateHandler();
  return (values) => handler.process(template, named(values));
}

/**
 * The floor: everything but the body packed once and laid out once; a letter is one pass of replacing
 * over the body's text, one deflate, one sum, and the bytes put together.
 */
export function floor(): Maker {
  const { "word/document.xml": body = "", ...others } = letterFiles((index) => run(`@@${index}@@`));
  const constant = Object.entries(others).map(([name, text]) => packed(name, Buffer.from(text)));
  const head = Buffer.concat(constant.map((part) => Buffer.concat([local(part), part.data])));
  let offset = 0;
  const directory = constant.map((part) => {
    const line = central(part, offset);
    offset += local(part).length + part.data.length;
    return line;
  });
  return (values) => {
    const text = body.replace(/@@(\d+)@@/g, (_, index) => escaped(values[Number(index)] ?? ""));
    const part = packed("word/document.xml", Buffer.from(text));
    const header = local(part);
    const lines = Buffer.concat([...directory, central(part, head.length)]);
    const start = head.length + header.length + part.data.length;
    return Buffer.concat([head, header, part.data, lines, end(constant.length + 1, lines, start)]);
  };
}

interface Packed {
  name: Buffer;
  data: Buffer;
  crc: number;
  size: number;
}

function packed(name: string, bytes: Buffer): Packed {
  const sum = crc32(bytes);
  return { name: Buffer.from(name), data: deflateRawSync(bytes), crc: sum, size: bytes.length };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function sizes({ crc, data, size, name }: Packed): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(8, 4);
  bytes.writeUInt16LE(33, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(data.length, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

function local(part: Packed): Buffer {
  return Buffer.concat([Buffer.from("504b0304", "hex"), sizes(part), part.name]);
}

function central(part: Packed, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from("504b01021400", "hex"), sizes(part), rest, part.name]);
}

function end(count: number, lines: Buffer, start: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(lines.length, 12);
  bytes.writeUInt32LE(start, 16);
  return bytes;
}
