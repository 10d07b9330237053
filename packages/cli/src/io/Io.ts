/** Where text goes: standard output or standard error. */
export interface TextSink {
  readonly write: (text: string) => unknown
}

/** What a command has of the world outside: everything it reads and prints passes through here, so tests run in process. */
export interface Io {
  /** Bytes of standard input, read only where a command is given `-`. */
  readonly stdin: AsyncIterable<Uint8Array | string>
  /** Results, and nothing else. */
  readonly stdout: TextSink
  /** Messages, progress and problems. */
  readonly stderr: TextSink
  /** Whether standard output (`out`) and standard error (`err`) are terminals. */
  readonly isTTY: { readonly out: boolean; readonly err: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that relative paths start from. */
  readonly cwd: string
  /** Milliseconds, for progress alone: no result depends on it. */
  readonly now?: () => number
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal
  /** Asks whoever sits at the terminal for a line; nothing when they turn away. Absent where nobody does. */
  readonly ask?: (question: string) => Promise<string | undefined>
  /** Who is logged in at this machine, where that is known. */
  readonly user?: () => string | undefined
  /** What the program runs on, for whoever diagnoses it. */
  readonly machine?: () => string
}
