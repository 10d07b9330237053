import { type Findings, graceMs } from "./runTrial.ts"

/** So soon `/readyz` says so, on a machine that is busy with other things too. */
const atOnceMs = 500
/** So long what is under way is waited for, and a busy machine may take two seconds more. */
const longestMs = graceMs + 10_000 + 2_000
const longestRequestMs = 10_000

/** What is not as R-16 asks for, in words. */
export const flawsOf = ({ endings, held, traffic, followers }: Findings): ReadonlyArray<string> => [
  ...endings.flatMap(({ saidMs, answeredMs, endedMs, code }, at) => [
    ...(saidMs > atOnceMs ? [`server ${at}: /readyz said so after ${saidMs.toFixed(0)} ms`] : []),
    ...(answeredMs < graceMs / 2 ? [`server ${at}: answered for ${answeredMs.toFixed(0)} ms only`] : []),
    ...(endedMs > longestMs ? [`server ${at}: took ${(endedMs / 1_000).toFixed(1)} s to end`] : []),
    ...(code === 0 ? [] : [`server ${at}: ended with ${code}`])
  ]),
  ...(held.lost + held.twice + held.wrong > 0
    ? [`${held.lost} lost, ${held.twice} counted twice, ${held.wrong} wrong scores`]
    : []),
  ...(traffic.again > endings.length ? [`${traffic.again} reads had to be asked for again`] : []),
  ...(traffic.refused > 0 ? [`${traffic.refused} requests were not answered`] : []),
  ...new Set(traffic.flaws),
  ...(traffic.slowestMs > longestRequestMs ? [`a request took ${(traffic.slowestMs / 1_000).toFixed(1)} s`] : []),
  ...(["events", "sockets"] as const).flatMap((kind) => [
    ...(followers[kind].cut > 0 ? [`${followers[kind].cut} ${kind} were cut without a word`] : []),
    ...(followers[kind].unopened > endings.length ? [`${followers[kind].unopened} ${kind} were not opened`] : []),
    ...(followers[kind].told === 0 ? [`no ${kind} were told to come back`] : [])
  ])
]
