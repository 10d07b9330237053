import { type Block, blocksOf } from "./blocks.ts"

/** A `ts` block that is to be checked, with the output its document promises. */
export interface Snippet {
  readonly document: string
  readonly line: number
  readonly code: string
  readonly promised: string | undefined
}

/** What a document holds: snippets to check, and fences that skip the check without saying why. */
export interface Extracted {
  readonly snippets: ReadonlyArray<Snippet>
  readonly unexplained: ReadonlyArray<number>
}

const language = ({ info }: Block): string => info.split(/\s/, 1)[0] ?? ""
const isTypeScript = (block: Block): boolean => ["ts", "typescript"].includes(language(block))
const skips = ({ info }: Block): boolean => /\bno-check\b/.test(info)
const saysWhy = ({ info }: Block): boolean => /\bno-check:\s*\S/.test(info)

/** A `text` block belongs to the block before it when nothing but empty lines stands between. */
const promisedBy = (document: string, block: Block, after: Block | undefined): string | undefined => {
  if (after === undefined || language(after) !== "text") return undefined
  const between = document.split("\n").slice(block.next - 1, after.line - 1)
  return between.every((line) => line.trim() === "") ? after.text : undefined
}

/** Finds the `ts` blocks of a document. */
export const snippetsOf = (path: string, markdown: string): Extracted => {
  const blocks = blocksOf(markdown)
  return {
    snippets: blocks.flatMap((block, at) =>
      isTypeScript(block) && !skips(block)
        ? [
            {
              document: path,
              line: block.line,
              code: block.text,
              promised: promisedBy(markdown, block, blocks[at + 1])
            }
          ]
        : []
    ),
    unexplained: blocks
      .filter((block) => isTypeScript(block) && skips(block) && !saysWhy(block))
      .map(({ line }) => line)
  }
}
