import type { Socket } from "node:net"
import { createInterface } from "node:readline"
import { Crowd, type CrowdOptions } from "./Crowd.ts"
import { stall } from "./stall.ts"

// The clients, in a process of their own: the first line of JSON says what they are, and they do what they are told in each that follows, and
// answer it in one.

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const options: CrowdOptions = JSON.parse((await lines.next()).value ?? "{}")
const crowd = new Crowd(options)

/** What a crowd can be told to do. */
export type Command =
  | { readonly do: "open"; readonly count: number }
  | { readonly do: "disconnectEvery"; readonly events: number }
  | { readonly do: "stall"; readonly token: string; readonly share: number }
  | { readonly do: "ask"; readonly token: string; readonly count: number }
  | { readonly do: "look" }
  | { readonly do: "cost" }

const stalled: Array<Socket> = []

const carryOut = async (command: Command): Promise<unknown> => {
  switch (command.do) {
    case "open":
      return crowd.open(command.count)
    case "disconnectEvery":
      return crowd.disconnectEvery(command.events)
    case "stall":
      stalled.push(await stall({ port: options.ports[0] ?? 0, path: options.path, ...command }))
      return
    case "ask":
      return crowd.ask(command.token, command.count)
    case "look":
      return crowd.look()
    case "cost":
      return process.cpuUsage().user + process.cpuUsage().system
  }
}

for await (const line of lines) {
  const command: Command = JSON.parse(line)
  const answer = await carryOut(command)
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`)
}
crowd.close()
for (const socket of stalled) socket.destroy()
process.exit()
