// Loaded before anything else in a process whose clock is to be wrong.

const skewMs = Number(process.env.LAUREL_GATE_SKEW_MS)
const rightNow = Date.now.bind(Date)
Date.now = () => rightNow() + skewMs
