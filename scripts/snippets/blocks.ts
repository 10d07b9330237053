/** A fenced block of a document. */
export interface Block {
  /** The line of its opening fence, 1-based. */
  readonly line: number
  /** All that stands behind the fence: language and remarks. */
  readonly info: string
  readonly text: string
  /** The line after its closing fence. */
  readonly next: number
}

const opening = /^(\s*)(`{3,}|~{3,})\s*(.*)$/

/** The fenced blocks of a Markdown text, in order; the indentation of the fence is taken off. */
export const blocksOf = (markdown: string): ReadonlyArray<Block> => {
  const lines = markdown.split("\n")
  const blocks: Array<Block> = []
  for (let at = 0; at < lines.length; at++) {
    const [, indent = "", fence, info = ""] = lines[at]?.match(opening) ?? []
    if (fence === undefined) continue
    const rest = lines.slice(at + 1)
    const length = rest.findIndex(
      (line) => line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), "") === ""
    )
    const body = length < 0 ? rest : rest.slice(0, length)
    const text = body.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join("\n")
    blocks.push({ line: at + 1, info: info.trim(), text, next: at + body.length + 3 })
    at += body.length + 1
  }
  return blocks
}

/** A Markdown text with its blocks and inline code blanked, so that only prose is left; lines stay where they are. */
export const proseOf = (markdown: string): string => {
  const lines = markdown.split("\n")
  for (const { line, next } of blocksOf(markdown)) lines.fill("", line - 1, next - 1)
  return lines.join("\n").replace(/`[^`\n]*`/g, "")
}
