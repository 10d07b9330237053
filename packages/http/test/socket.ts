import { WebSocket } from "ws"
import type { Told } from "./liveHouse.ts"

/** Follows what is told over a socket. */
export const follow = (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const socket = new WebSocket(url.replace("http", "ws"), { headers })
  const told: Array<Told> = []
  let wake = (): void => undefined
  let closed: number | undefined
  socket.on("message", (data) => {
    told.push(JSON.parse(`${data}`))
    wake()
  })
  const over = new Promise<number>((resolve) =>
    socket.on("close", (code) => {
      closed = code
      resolve(code)
      wake()
    })
  )
  return {
    told,
    over,
    opened: new Promise<void>((resolve) => socket.on("open", () => resolve())),
    /** What was answered where no socket came of it. */
    refused: new Promise<{ readonly status: number; readonly upgrade: string | undefined; readonly text: string }>(
      (resolve) =>
        socket.on("unexpected-response", (_, response) => {
          let text = ""
          response.on("data", (part) => (text += part))
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, upgrade: response.headers.upgrade, text })
          )
        })
    ),
    until: async (isSo: (told: ReadonlyArray<Told>) => boolean): Promise<boolean> => {
      while (!isSo(told)) {
        if (closed !== undefined) return false
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return true
    },
    close: () => {
      socket.close()
      return over
    }
  }
}
