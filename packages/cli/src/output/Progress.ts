import type { Io } from "../io/Io.ts"

/** Nothing is shown before this: a short command stays quiet. */
const quietMs = 1_000
/** How often a line on a terminal changes, and how often a line is written elsewhere. */
const terminalMs = 200
const elsewhereMs = 5_000

const grouped = (count: number): string => `${count}`.replace(/\B(?=(\d{3})+$)/g, " ")

/** Shows on standard error how far a long reading has come. */
export class Progress {
  private readonly io: Io
  private readonly label: string
  /** What is counted. */
  private readonly unit: string
  private readonly started: number
  private shown: number
  private width = 0

  constructor(io: Io, label: string, unit = "rows") {
    this.io = io
    this.label = label
    this.unit = unit
    this.started = this.now()
    this.shown = this.started
  }

  private now(): number {
    return this.io.now?.() ?? 0
  }

  /** Tells how many rows were read, and how many of how many bytes. */
  update(rows: number, bytes: number, size: number | undefined): void {
    const now = this.now()
    const elapsed = now - this.started
    if (!this.isDue(now)) return
    const share = size === undefined || size === 0 ? "" : `, ${Math.min(100, Math.floor((100 * bytes) / size))} %`
    this.show(
      `${this.label}: ${grouped(rows)} ${this.unit}, ${grouped(Math.floor((1000 * rows) / elapsed))} ${this.unit}/s${share}`
    )
  }

  /** Tells what is being done now that has no measure. */
  say(text: string): void {
    if (this.isDue(this.now())) this.show(text)
  }

  /** Takes the line off the terminal. */
  end(): void {
    if (this.io.isTTY.err && this.width > 0) this.io.stderr.write(`\r${" ".repeat(this.width)}\r`)
    this.width = 0
  }

  private isDue(now: number): boolean {
    if (now - this.started < quietMs || now - this.shown < (this.io.isTTY.err ? terminalMs : elsewhereMs)) return false
    this.shown = now
    return true
  }

  private show(text: string): void {
    if (!this.io.isTTY.err) {
      this.io.stderr.write(`${text}\n`)
      return
    }
    this.io.stderr.write(`\r${text.padEnd(this.width)}`)
    this.width = text.length
  }
}
