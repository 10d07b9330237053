/**
 * How ranks are found: between which places those stand who are tied with somebody. Indexes count from 0, places from 1.
 *
 * **Details**: with tie-break values hardly anybody is tied, which one look at the neighbour says. Without, a tie is all of one score.
 */
export const bounded = `
local find = string.find
local function hasTie(at, tie)
  return find(call('ZRANGE', places, at, at)[1], tie, 1, true) == 1
end
local function isFirst(at, tie) return tie ~= '' and (at == 0 or not hasTie(at - 1, tie)) end
local function isLast(at, tie) return tie ~= '' and (at == count - 1 or not hasTie(at + 1, tie)) end
-- Of those of one score, the furthest index from one to the limit that has the tie-break values, in steps that double and are then halved.
local function edgeOf(at, sign, limit, tie)
  if tie == '' then return limit end
  local inside, outside, step = at, limit + sign, 1
  while inside ~= limit do
    local probe = inside + sign * step
    if (limit - probe) * sign < 0 then break end
    if hasTie(probe, tie) then inside = probe; step = step * 2 else outside = probe; break end
  end
  while (outside - inside) * sign > 1 do
    local middle = math.floor((inside + outside) / 2)
    if hasTie(middle, tie) then inside = middle else outside = middle end
  end
  return inside
end
-- Told the score as a text.
local function firstOf(at, score, tie)
  return edgeOf(at, -1, call('ZCOUNT', places, '-inf', '(' .. score), tie) + 1
end
local function lastOf(at, score, tie)
  return edgeOf(at, 1, call('ZCOUNT', places, '-inf', score) - 1, tie) + 1
end
`
