import { Context, type Effect, type Schema } from "effect"

/** What a cache keeps. */
export interface CacheOptions<A> {
  /** Values of two caches with one name are the same values. */
  readonly name: string
  /** How many values a process keeps at most; whatever was not read for longest goes first. */
  readonly capacity: number
  /** How old a value may become. */
  readonly ttlMs: number
  /** How a value is written where processes share it. */
  readonly value: Schema.Codec<A, string>
}

/** Values by key that are computed when they are first asked for. */
export interface Cached<A, E> {
  /** The value of a key; `tags` say what it is made of. */
  readonly get: (key: string, tags: ReadonlyArray<string>, compute: Effect.Effect<A, E>) => Effect.Effect<A, E>
}

/**
 * Values that take a while to compute, kept for a while.
 *
 * - `get` computes what is not kept. Of many who ask for the same at the same time one computes, and all are given what it gives. A
 *   failure or a defect is told to those and is not kept.
 * - Whoever is interrupted goes alone; only when nobody waits any more is the computing interrupted.
 * - `touch` says that what is made of this is not what it was: for whoever has committed the change. Whoever asks afterwards is given
 *   what was computed afterwards, whatever is still being computed or written. In other processes it may take until the value is too old.
 * - It never fails: where a value cannot be kept or shared it is computed.
 *
 * **Gotchas**: within a transaction nothing is to be asked for: what was computed there may be rolled back, and others would be given it.
 */
export class Caches extends Context.Service<
  Caches,
  {
    readonly make: <A, E>(options: CacheOptions<A>) => Effect.Effect<Cached<A, E>>
    readonly touch: (tags: ReadonlyArray<string>) => Effect.Effect<void>
  }
>()("@laurel/core/runtime/Caches") {}
