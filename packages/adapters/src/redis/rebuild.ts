import { type BoardRow, BoardsUnavailable } from "@laurel/core/board"
import { Clock, Effect, Exit, Stream } from "effect"
import type { Client } from "./Client.ts"
import { attempt } from "./failures.ts"
import { forget, keysAtATime } from "./forget.ts"
import { buildingKeyOf, goneKeyOf, rootOf } from "./keys.ts"
import type { Layout } from "./Layout.ts"
import { beginScript, placeScript, renewScript, stayScript } from "./scripts/building.ts"
import { takeRows } from "./takeRows.ts"

/** Redis answers nobody else while it takes these: some tens of milliseconds. */
const rowsAtATime = 2_000

/** What a build has made stays for as long after its last word, in milliseconds: then whoever built is gone for good. */
const leaseMs = 600_000

/**
 * Builds a board beside the one that is there, and puts it in its place in one step. What is left of a build that fails or is
 * interrupted is taken away; where the process ends, Redis does that when the lease is over.
 *
 * **Details**: the lease is ended after the board is in its place, in small steps. Where the process ends between them the board is lost
 * with the lease, and is built again like any that has lost keys.
 */
export const rebuild = <E>(
  client: Client,
  key: string,
  layout: Layout,
  version: number,
  rows: Stream.Stream<ReadonlyArray<BoardRow>, E>
): Effect.Effect<void, BoardsUnavailable | E> =>
  Effect.suspend(() => {
    const root = rootOf(key)
    const building = buildingKeyOf(root)
    const send = (...[script, keys, args]: Parameters<Client["run"]>) =>
      attempt("rebuild", () => client.run(script, keys, args))
    const begin = send(beginScript, [building], [layout.text, root, `${leaseMs}`])
    const take = (some: ReadonlyArray<BoardRow>) =>
      attempt("rebuild", () => takeRows(client, building, layout, { version: 0, rows: some }, leaseMs)).pipe(
        Effect.flatMap((taken) => isThere(taken !== undefined))
      )
    const place = send(placeScript, [key, goneKeyOf(key), building], [`${version}`]).pipe(
      Effect.flatMap((placed) => isThere(placed !== null))
    )
    // What is not forgotten now is by the next build, or by Redis when its lease is over.
    const forgotten = (of: string) => attempt("rebuild", () => forget(client, of))
    const throughKeys = Effect.fnUntraced(function* (script: typeof renewScript, of: string, told: string) {
      let from = 0
      do {
        const answer: unknown = yield* send(script, [of], [told, `${from}`, `${keysAtATime}`])
        yield* isThere(answer !== null)
        from = Number(answer)
      } while (from > 0)
    })
    const renew = throughKeys(renewScript, building, `${leaseMs}`)
    const stay = throughKeys(stayScript, key, root)
    return begin.pipe(
      Effect.andThen(takenIn(rows, take, renew)),
      Effect.andThen(renew),
      // Else what another process has left there would be forgotten in the step that places.
      Effect.andThen(forgotten(goneKeyOf(key))),
      Effect.andThen(place),
      Effect.andThen(stay),
      Effect.onExit((exit) => Effect.ignore(forgotten(Exit.isSuccess(exit) ? goneKeyOf(key) : building)))
    )
  })

/** What was built may be lost on the way: its lease ended, or the server did. */
const isThere = (is: boolean): Effect.Effect<void, BoardsUnavailable> =>
  is ? Effect.void : Effect.fail(new BoardsUnavailable({ operation: "rebuild", cause: "what had been built is lost" }))

const takenIn = <E>(
  rows: Stream.Stream<ReadonlyArray<BoardRow>, E>,
  take: (some: ReadonlyArray<BoardRow>) => Effect.Effect<void, BoardsUnavailable>,
  renew: Effect.Effect<unknown, BoardsUnavailable>
): Effect.Effect<void, BoardsUnavailable | E> =>
  Effect.flatMap(Clock.currentTimeMillis, (begun) => {
    let renewed = begun
    const renewWhenDue = Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (now - renewed < leaseMs / 3) return Effect.void
      renewed = now
      return renew
    })
    return rows.pipe(
      Stream.flattenIterable,
      Stream.grouped(rowsAtATime),
      Stream.runForEach((some) => Effect.andThen(take(some), renewWhenDue))
    )
  })
