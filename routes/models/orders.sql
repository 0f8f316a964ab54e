-- Orders of the web shop, one row for each status an order comes to: its primary key is event_key, so that an order
-- that is placed today and paid tomorrow is two events. A row that was sent is never sent again.
--
-- The names after "as" are those that the mapping warehouse-row-to-tiktok-web-event reads.
select concat(o.order_id, '/', o.status) as event_key,
       -- the event differs by row; a status that is no event of TikTok's is refused, and told
       case o.status
           when 'paid' then 'CompletePayment'
           when 'placed' then 'PlaceAnOrder'
           else o.status
       end                               as event_name,
       o.ordered_at                      as event_time,
       o.order_id                        as order_id,
       -- in quotes, for H2 keeps this word for itself
       o.total                           as "value",
       o.currency                        as currency,
       'product'                         as content_type,
       -- the articles as a list in JSON. PostgreSQL: json_agg(json_build_object('content_id', i.sku, ...)),
       -- MariaDB: json_arrayagg(json_object('content_id', i.sku, ...))
       (select json_arrayagg(json_object(
                   'content_id': i.sku, 'content_name': i.name, 'content_category': i.category,
                   'brand': i.brand, 'price': i.price, 'quantity': i.quantity) order by i.line)
        from shop_order_item i
        where i.order_id = o.order_id)   as contents,
       -- as much as there is: each piece raises the chance that TikTok knows the person
       c.email                           as email,
       c.phone                           as phone,
       c.customer_id                     as external_id,
       o.page_url                        as page_url,
       o.click_id                        as ttclid,
       o.browser_ip                      as ip,
       o.user_agent                      as user_agent
from shop_order o
join shop_customer c on c.customer_id = o.customer_id
