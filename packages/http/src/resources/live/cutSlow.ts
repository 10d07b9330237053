/**
 * So long a client may take to read what it was sent; then it is cut off, and may resume where it left off. With what is on its way before
 * that is noticed, nobody holds anything for longer than fifteen seconds.
 */
export const patienceMs = 10_000

/**
 * The same, asked for only when whoever reads them wants more: nothing is gathered for a slow reader. One that wants nothing for
 * longer than it may is cut off. `over` is called when it has ended, however it does.
 */
export const cutSlow = <A>(stream: ReadableStream<A>, over: () => void, waitMs = patienceMs): ReadableStream<A> => {
  const reader = stream.getReader()
  let timer: NodeJS.Timeout | undefined
  const end = (): void => {
    clearTimeout(timer)
    over()
  }
  return new ReadableStream<A>(
    {
      pull: async (controller) => {
        clearTimeout(timer)
        const { done, value } = await reader.read()
        if (done) {
          end()
          return controller.close()
        }
        controller.enqueue(value)
        timer = setTimeout(() => {
          end()
          controller.error(new Error("the client does not read"))
          reader.cancel().catch(() => undefined)
        }, waitMs)
      },
      cancel: (reason) => {
        end()
        return reader.cancel(reason)
      }
    },
    { highWaterMark: 0 }
  )
}
