/** A stretch of source text, by offsets into the file. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What `scan` found: `code` has the length and lines of the text, with comments, strings and regexes blanked. */
export interface Scanned {
  readonly code: string
  readonly comments: ReadonlyArray<Span>
  /** Strings in quotes, with them; templates are not among them. */
  readonly strings: ReadonlyArray<Span>
}

const beforeRegex =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^}]|\b(?:return|typeof|case|in|of|do|else|yield|await|throw|new|void))\s*$/

const blank = (text: string): string => text.replace(/[^\n]/g, " ")

const endOfLine = (text: string, from: number): number => {
  const at = text.indexOf("\n", from)
  return at < 0 ? text.length : at
}

const endOfBlock = (text: string, from: number): number => {
  const at = text.indexOf("*/", from + 2)
  return at < 0 ? text.length : at + 2
}

const endOfString = (text: string, from: number): number => {
  const quote = text[from]
  let at = from + 1
  while (at < text.length && text[at] !== quote && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1
  return at + 1
}

const endOfRegex = (text: string, from: number): number => {
  let at = from + 1
  let isInClass = false
  while (at < text.length && text[at] !== "\n" && (isInClass || text[at] !== "/")) {
    if (text[at] === "[") isInClass = true
    if (text[at] === "]") isInClass = false
    at += text[at] === "\\" ? 2 : 1
  }
  at += 1
  while (/[a-z]/.test(text[at] ?? "")) at += 1
  return at
}

/** The end of the literal part of a template that starts after a backtick or a closing brace. */
const endOfTemplatePart = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text[at] !== "`" && !text.startsWith("${", at)) at += text[at] === "\\" ? 2 : 1
  return at
}

/**
 * Separates code from comments, strings, regular expressions and the literal parts of templates, keeping every offset.
 *
 * **Gotchas** A `/` is taken for a regular expression by what stands before it; that is a heuristic, and enough for this repository.
 */
export const scan = (text: string): Scanned => {
  const comments: Array<Span> = []
  const strings: Array<Span> = []
  const openBraces: Array<number> = []
  let code = ""
  let at = 0

  const hide = (end: number): void => {
    code += blank(text.slice(at, end))
    at = Math.min(end, text.length)
  }
  const show = (length: number): void => {
    code += text.slice(at, at + length)
    at += length
  }
  /** Hides the literal part; a `${` opens an expression, which is code again until its own `}`. */
  const template = (): void => {
    hide(endOfTemplatePart(text, at))
    if (text[at] === "`") show(1)
    else if (at < text.length) {
      show(2)
      openBraces.push(0)
    }
  }

  while (at < text.length) {
    const here = text[at]
    const depth = openBraces.at(-1)
    if (text.startsWith("//", at) || (at === 0 && text.startsWith("#!"))) {
      const end = endOfLine(text, at)
      comments.push({ start: at, end })
      hide(end)
    } else if (text.startsWith("/*", at)) {
      const end = endOfBlock(text, at)
      comments.push({ start: at, end })
      hide(end)
    } else if (here === '"' || here === "'") {
      const end = endOfString(text, at)
      strings.push({ start: at, end })
      show(1)
      hide(end - 1)
      if (at < text.length) show(1)
    } else if (here === "`") {
      show(1)
      template()
    } else if (here === "/" && beforeRegex.test(code.slice(-40))) {
      hide(endOfRegex(text, at))
    } else if (here === "}" && depth === 0) {
      openBraces.pop()
      show(1)
      template()
    } else {
      if (depth !== undefined && here === "{") openBraces.splice(-1, 1, depth + 1)
      if (depth !== undefined && here === "}") openBraces.splice(-1, 1, depth - 1)
      show(1)
    }
  }
  return { code, comments, strings }
}
