import { subscribe } from "node:diagnostics_channel"
import { Socket } from "node:net"

// Loaded into a server before anything else: says every second on standard error what it takes, how much waits in it for a client that does
// not read, and of each that it has cut off for how long nothing could be sent to it.

const everyMs = 250
const saysEvery = 4

const sockets = new Map<Socket, number | undefined>()
const cut: Array<number> = []
let longestQueue = 0

subscribe("net.server.socket", (message) => {
  if (typeof message !== "object" || message === null || !("socket" in message)) return
  const { socket } = message
  if (!(socket instanceof Socket)) return
  sockets.set(socket, undefined)
  socket.once("close", () => {
    const blockedAt = sockets.get(socket)
    sockets.delete(socket)
    if (blockedAt !== undefined && performance.now() - blockedAt > 5_000) cut.push(performance.now() - blockedAt)
  })
})

let looks = 0
let cpu = process.cpuUsage()
setInterval(() => {
  const now = performance.now()
  for (const [socket, blockedAt] of sockets) {
    const { writableLength } = socket
    longestQueue = Math.max(longestQueue, writableLength)
    sockets.set(socket, writableLength === 0 ? undefined : (blockedAt ?? now))
  }
  looks += 1
  if (looks % saysEvery !== 0) return
  const { rss, heapUsed } = process.memoryUsage()
  const used = process.cpuUsage(cpu)
  cpu = process.cpuUsage()
  const cpuShare = (used.user + used.system) / (everyMs * saysEvery * 1_000)
  process.stderr.write(
    `probe ${JSON.stringify({ rss, heapUsed, cpuShare, longestQueue, cut, sockets: sockets.size })}\n`
  )
}, everyMs).unref()
