-- One row for each member of the audience. The columns besides the primary key are the match fields of the mapping
-- warehouse-row-to-tiktok-audience-member: email, phone, idfa and gaid; leave out those you do not have. Take no others:
-- each column that changes sends its row again. TikTok serves audiences of 1000 members and more. See docs/warehouse.md
select customer_id,
       email,
       phone
from customers
-- those who agreed to it
where marketing_consent
