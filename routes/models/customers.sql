-- Who belongs to the audience: customers who agreed to advertising, one row for each. Its primary key is customer_id.
-- A row that comes, changes or leaves the result changes the audience at the next run (mode mirror).
--
-- The columns are the match fields of the mapping warehouse-row-to-tiktok-audience-member. Take few columns besides:
-- each one that changes sends its row again.
select customer_id,
       email,
       phone,
       idfa,
       gaid
from shop_customer
where marketing_consent
