import { createHash } from "node:crypto"

/** A Lua script that Redis runs as one step: nothing comes in between. */
export interface Script {
  readonly text: string
  /** What Redis knows it by once it has seen the text. */
  readonly hash: string
  /** Whether it only reads, and so runs on replicas and where memory is full. */
  readonly isReading: boolean
}

/** Flags of scripts: one that does not name `allow-oom` is refused as a whole where memory is full, before it has begun. */
const script = (flags: string, text: string): Script => {
  const whole = `#!lua${flags === "" ? "" : ` flags=${flags}`}\n${text}`
  return { text: whole, hash: createHash("sha1").update(whole).digest("hex"), isReading: flags === "no-writes" }
}

export const reading = (text: string): Script => script("no-writes", text)
export const writing = (text: string): Script => script("", text)
/** For what gives memory back. */
export const freeing = (text: string): Script => script("allow-oom", text)
