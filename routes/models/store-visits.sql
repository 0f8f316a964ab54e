-- What happened in the shops and on the phone, one row for each visit; its primary key is event_key.
--
-- The names after "as" are those that the mapping warehouse-row-to-tiktok-offline-event reads. An offline event is
-- known by e-mail addresses and phone numbers alone: a visit of somebody unknown is refused with NO_IDENTIFIER.
select v.visit_id                                                         as event_key,
       case when v.spent is null then 'Contact' else 'CompletePayment' end as event_name,
       v.visited_at                                                       as event_time,
       v.shop_id                                                          as shop_id,
       v.channel                                                          as event_channel,
       -- what is paid needs both; in quotes, for H2 keeps this word for itself
       v.spent                                                            as "value",
       v.currency                                                         as currency,
       c.email                                                            as emails,
       c.phone                                                            as phones
from shop_visit v
left join shop_customer c on c.customer_id = v.customer_id
