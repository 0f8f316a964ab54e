-- One row for each event. The primary key event_key is one that no other event ever has: it becomes the event's id, and
-- a row that was sent is never sent again. The names after "as" are the ones that the mapping
-- warehouse-row-to-tiktok-web-event reads; leave out those you do not have. See docs/warehouse.md
select o.order_id          as event_key,
       -- one of TikTok's names; it may differ by row
       'CompletePayment'   as event_name,
       o.paid_at           as event_time,
       o.total             as "value",
       o.currency          as currency,
       o.order_id          as order_id,
       -- as much about the person as there is
       c.email             as email,
       c.phone             as phone,
       c.customer_id       as external_id,
       -- a web event needs its page
       o.page_url          as page_url
from orders o
join customers c on c.customer_id = o.customer_id
