/** How ranks are found: between which places those stand who are tied with somebody. Indexes count from 0, places from 1. */
export const bounded = `
-- Among those of one score.
local function isTied(at, tie)
  return sub(call('ZRANGE', places, at, at)[1], 1, #tie) == tie
end
-- The furthest index from one to the limit that is tied, in steps that double and are then halved.
local function edgeOf(at, sign, limit, tie)
  local inside, outside, step = at, limit + sign, 1
  while inside ~= limit do
    local probe = inside + sign * step
    if (limit - probe) * sign < 0 then break end
    if isTied(probe, tie) then inside = probe; step = step * 2 else outside = probe; break end
  end
  while (outside - inside) * sign > 1 do
    local middle = math.floor((inside + outside) / 2)
    if isTied(middle, tie) then inside = middle else outside = middle end
  end
  return inside
end
-- How many have a better score: scores are whole numbers.
local function better(score)
  return call('ZCOUNT', places, '-inf', score == math.huge and '(inf' or score - 1)
end
local function firstOf(at, score, tie)
  local low = better(score)
  if at == low or tie == '' then return low + 1 end
  return edgeOf(at, -1, low, tie) + 1
end
local function lastOf(at, score, tie)
  local high = call('ZCOUNT', places, '-inf', score)
  if at + 1 == high or tie == '' then return high end
  return edgeOf(at, 1, high - 1, tie) + 1
end
`
