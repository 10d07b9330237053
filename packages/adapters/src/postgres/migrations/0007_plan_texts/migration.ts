import type { Migration } from "../Migration.ts"

/** The long lists of a plan in the order in which its text has them; what it is called in a part, and in the text. */
const lists = `(values
  (1, 'Contributions', 'contributions'), (2, 'Eligibility', 'eligibility'), (3, 'Lines', 'lines'),
  (4, 'Awards', 'awards'), (5, 'Items', 'items'), (6, 'Overpaid', 'overpaid'), (7, 'Refunds', 'refunds'),
  (8, 'Standings', 'standings')) as list (place, tag, name)`

/** Plans as the text that was hashed. How those that are kept become such texts: notes.md. */
export const planTexts: Migration = {
  number: 7,
  name: "plan_texts",
  up: (schema) => [
    `alter table ${schema}.plan_part alter column part type text using part::text`,
    `create temporary table plan_texts on commit drop as
      with
        head as (select hash, replace(head::text, '"hash":"' || hash || '",', '') as text from ${schema}.plan),
        part as (
          select plan_hash, list.place, number, name,
            substr(part, length(tag) + 20, length(part) - length(tag) - 21) as rows,
            number = min(number) over (partition by plan_hash, list.place) as is_first
          from ${schema}.plan_part join ${lists} on part like '{"_tag":"' || tag || '","rows":[%'
        ),
        cut as (
          select hash, place, text, strpos(text, '"' || name || '":[]') + length(name) + 2 as at
          from head join part on plan_hash = hash and is_first
        ),
        piece as (
          select hash, place, -1 as number, substr(text, before + 2, at - before - 1) as part
          from (select *, lag(at, 1, -1) over (partition by hash order by place) as before from cut) as cut
          union all
          select hash, 9, -1, substr(text, coalesce((select max(at) from cut where cut.hash = head.hash), -1) + 2) from head
          union all
          select plan_hash, place, number, case when is_first then '[' else ',' end || rows from part
        )
      select hash, (row_number() over (partition by hash order by place, number))::int - 1 as number, part from piece`,
    `delete from ${schema}.plan_part`,
    `insert into ${schema}.plan_part (plan_hash, number, part) select hash, number, part from plan_texts`,
    `alter table ${schema}.plan drop column head, drop column version, drop column challenge_id`,
    `do $$ begin
      alter table ${schema}.plan_part alter column part set compression lz4;
    exception when feature_not_supported then null; end $$`
  ]
}
