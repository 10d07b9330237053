import type { Socket } from "node:net"
import { createInterface } from "node:readline"
import { Crowd, type CrowdOptions } from "./Crowd.ts"
import { stall } from "./stall.ts"

// The clients, in a process of their own: they do what they are told in a line of JSON, and answer each in one.

const [, , given = "{}"] = process.argv
const options: CrowdOptions = JSON.parse(given)
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

const lines = createInterface({ input: process.stdin })
lines.on("line", async (line) => {
  const command: Command = JSON.parse(line)
  const answer = await carryOut(command)
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`)
})
lines.once("close", () => {
  crowd.close()
  for (const socket of stalled) socket.destroy()
  process.exit()
})
