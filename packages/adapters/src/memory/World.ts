import { Context, Effect, Exit, Layer, Option, Semaphore } from "effect"

type Undo = () => void

/** The rollback log of the transaction that the running fiber is in, with the world it belongs to. */
interface OpenTransaction {
  readonly world: symbol
  readonly undo: Array<Undo>
  /** A fiber that outlives the transaction that started it still carries this, and acts on its own. */
  isOver: boolean
}

const CurrentTransaction = Context.Reference<Option.Option<OpenTransaction>>(
  "@laurel/adapters/memory/CurrentTransaction",
  {
    defaultValue: Option.none
  }
)

const rollBack = (undo: Array<Undo>): void => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) step()
}

/**
 * The one world that all memory ports of an application share: it runs one transaction at a time and undoes what a
 * failed one did.
 *
 * - `act` runs one synchronous step of a port: inside a transaction it joins it, outside it is a transaction of its own.
 *   The step registers how to undo each change.
 * - `transact` makes several steps one: failure, defect and interruption undo them all, in reverse.
 */
export class World extends Context.Service<
  World,
  {
    readonly act: <A>(step: (onRollback: (undo: Undo) => void) => A) => Effect.Effect<A>
    readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@laurel/adapters/memory/World") {}

/** A new, empty world. */
export const layerWorld: Layer.Layer<World> = Layer.effect(
  World,
  Effect.gen(function* () {
    const turn = yield* Semaphore.make(1)
    const world = Symbol("world")
    const joined = (current: Option.Option<OpenTransaction>): OpenTransaction | undefined =>
      Option.isSome(current) && current.value.world === world && !current.value.isOver ? current.value : undefined
    const alone = <A>(step: (onRollback: (undo: Undo) => void) => A): A => {
      const undo: Array<Undo> = []
      try {
        return step((change) => undo.push(change))
      } catch (defect) {
        rollBack(undo)
        throw defect
      }
    }
    return World.of({
      act: (step) =>
        Effect.flatMap(CurrentTransaction, (current) => {
          const open = joined(current)
          return open === undefined
            ? turn.withPermit(Effect.sync(() => alone(step)))
            : Effect.sync(() => step((change) => open.undo.push(change)))
        }),
      transact: (effect) =>
        Effect.flatMap(CurrentTransaction, (current) => {
          if (joined(current) !== undefined) return effect
          return turn.withPermit(
            Effect.suspend(() => {
              const open: OpenTransaction = { world, undo: [], isOver: false }
              return effect.pipe(
                Effect.provideService(CurrentTransaction, Option.some(open)),
                Effect.onExit((exit) =>
                  Effect.sync(() => {
                    open.isOver = true
                    if (Exit.isFailure(exit)) rollBack(open.undo)
                    // Nothing of a batch outlives its transaction, whoever still carries it.
                    open.undo.length = 0
                  })
                )
              )
            })
          )
        })
    })
  })
)
