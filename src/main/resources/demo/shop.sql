-- A small shop, for the demo and for trying models out: 1200 customers, 60 orders and 40 visits. Nobody in it is real:
-- addresses are of example.com, and the numbers 555-0100 to 555-0199 are kept free for fiction. A few rows are wrong on
-- purpose. The days are filled in when it is made. It runs on H2, PostgreSQL and MariaDB.

create table shop_customer (
    customer_id       varchar(16) not null primary key,
    email             varchar(200),
    phone             varchar(40),
    -- advertising ids, of those who use the app
    idfa              varchar(36),
    gaid              varchar(36),
    marketing_consent boolean     not null
);

create table shop_order (
    order_id    varchar(16)    not null primary key,
    customer_id varchar(16)    not null,
    ordered_at  timestamp      not null,
    -- placed, paid, returned
    status      varchar(16)    not null,
    total       decimal(10, 2) not null,
    currency    varchar(8)     not null,
    -- what the browser told when it came to the last page
    page_url    varchar(400),
    click_id    varchar(200),
    browser_ip  varchar(45),
    user_agent  varchar(400)
);

create table shop_order_item (
    order_id varchar(16)    not null,
    line     integer        not null,
    sku      varchar(32)    not null,
    name     varchar(100)   not null,
    category varchar(50)    not null,
    brand    varchar(50)    not null,
    price    decimal(10, 2) not null,
    quantity integer        not null,
    primary key (order_id, line)
);

create table shop_visit (
    visit_id    varchar(16) not null primary key,
    -- unknown when nobody asked
    customer_id varchar(16),
    shop_id     varchar(32) not null,
    visited_at  timestamp   not null,
    channel     varchar(16) not null,
    -- empty when nothing was bought
    spent       decimal(10, 2),
    currency    varchar(8)
);

-- C-1001 to C-2200: a hundred numbers in each of twelve places; each tenth customer wants no advertising
insert into shop_customer (customer_id, email, phone, idfa, gaid, marketing_consent)
select concat('C-', 1001 + place.number * 100 + tens.number * 10 + ones.number),
       concat('customer', 1001 + place.number * 100 + tens.number * 10 + ones.number, '@example.com'),
       concat('+1', place.area, '55501', tens.number, ones.number),
       null, null, ones.number <> 9
from (select 0 as number, '202' as area union all select 1, '206' union all select 2, '212' union all select 3, '303'
      union all select 4, '312' union all select 5, '404' union all select 6, '415' union all select 7, '503'
      union all select 8, '512' union all select 9, '617' union all select 10, '702' union all select 11, '808') place
cross join (select 0 as number union all select 1 union all select 2 union all select 3 union all select 4 union all
            select 5 union all select 6 union all select 7 union all select 8 union all select 9) tens
cross join (select 0 as number union all select 1 union all select 2 union all select 3 union all select 4 union all
            select 5 union all select 6 union all select 7 union all select 8 union all select 9) ones;

-- as people write
update shop_customer set email = ' Customer1002@Example.com ', phone = '+1 (202) 555-0101' where customer_id = 'C-1002';
-- two who use the app, one of whom does not want to be followed
update shop_customer set idfa = '6D92078A-8246-4BA4-AE5B-76104861E7DC' where customer_id = 'C-1003';
update shop_customer set gaid = '38400000-8cf0-11bd-b23e-10b96e40000d' where customer_id = 'C-1004';
update shop_customer set idfa = '00000000-0000-0000-0000-000000000000' where customer_id = 'C-1005';
-- a family with one address
update shop_customer set email = 'family1041@example.com' where customer_id in ('C-1041', 'C-1042');
-- wrong on purpose: no number, no address, and nothing to know somebody by
update shop_customer set phone = '555-01' where customer_id = 'C-1007';
update shop_customer set email = 'customer1013' where customer_id = 'C-1013';
update shop_customer set email = null, phone = '' where customer_id = 'C-1021';

-- O-2017 has a currency that is none, O-2023 no page, O-2031 a status that is no event, and O-2007 is C-1007's
insert into shop_order (order_id, customer_id, ordered_at, status, total, currency, page_url, click_id, browser_ip, user_agent) values
    ('O-2001', 'C-1001', timestamp '${two-days-ago} 06:00:00', 'paid', 122.40, 'EUR', 'https://shop.example.com/thanks?order=O-2001', null, '203.0.113.1', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2002', 'C-1020', timestamp '${yesterday} 06:07:00', 'paid', 258.00, 'EUR', 'https://shop.example.com/thanks?order=O-2002', 'E.C.P.shop2002', '203.0.113.2', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2003', 'C-1039', timestamp '${two-days-ago} 06:14:00', 'paid', 298.50, 'EUR', 'https://shop.example.com/thanks?order=O-2003', null, '203.0.113.3', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2004', 'C-1058', timestamp '${yesterday} 06:21:00', 'paid', 67.00, 'USD', 'https://shop.example.com/thanks?order=O-2004', null, '203.0.113.4', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2005', 'C-1077', timestamp '${two-days-ago} 06:28:00', 'placed', 69.80, 'EUR', 'https://shop.example.com/thanks?order=O-2005', null, '203.0.113.5', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2006', 'C-1096', timestamp '${yesterday} 06:35:00', 'paid', 267.00, 'EUR', 'https://shop.example.com/thanks?order=O-2006', null, '203.0.113.6', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2007', 'C-1007', timestamp '${two-days-ago} 06:42:00', 'paid', 223.50, 'EUR', 'https://shop.example.com/thanks?order=O-2007', null, '203.0.113.7', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2008', 'C-1134', timestamp '${yesterday} 06:49:00', 'paid', 79.80, 'USD', 'https://shop.example.com/thanks?order=O-2008', 'E.C.P.shop2008', '203.0.113.8', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2009', 'C-1153', timestamp '${two-days-ago} 06:56:00', 'paid', 387.00, 'EUR', 'https://shop.example.com/thanks?order=O-2009', null, '203.0.113.9', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2010', 'C-1172', timestamp '${yesterday} 06:03:00', 'placed', 277.50, 'EUR', 'https://shop.example.com/thanks?order=O-2010', null, '203.0.113.10', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2011', 'C-1191', timestamp '${two-days-ago} 07:10:00', 'paid', 36.00, 'EUR', 'https://shop.example.com/thanks?order=O-2011', null, '203.0.113.11', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2012', 'C-1210', timestamp '${yesterday} 07:17:00', 'paid', 104.70, 'USD', 'https://shop.example.com/thanks?order=O-2012', null, '203.0.113.12', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2013', 'C-1229', timestamp '${two-days-ago} 07:24:00', 'paid', 347.00, 'EUR', 'https://shop.example.com/thanks?order=O-2013', null, '203.0.113.13', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2014', 'C-1248', timestamp '${yesterday} 07:31:00', 'paid', 49.00, 'EUR', 'https://shop.example.com/thanks?order=O-2014', 'E.C.P.shop2014', '203.0.113.14', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2015', 'C-1267', timestamp '${two-days-ago} 07:38:00', 'placed', 56.70, 'EUR', 'https://shop.example.com/thanks?order=O-2015', null, '203.0.113.15', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2016', 'C-1286', timestamp '${yesterday} 07:45:00', 'paid', 198.80, 'USD', 'https://shop.example.com/thanks?order=O-2016', null, '203.0.113.16', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2017', 'C-1305', timestamp '${two-days-ago} 07:52:00', 'paid', 199.00, 'EURO', 'https://shop.example.com/thanks?order=O-2017', null, '203.0.113.17', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2018', 'C-1324', timestamp '${yesterday} 07:59:00', 'paid', 54.00, 'EUR', 'https://shop.example.com/thanks?order=O-2018', null, '203.0.113.18', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2019', 'C-1343', timestamp '${two-days-ago} 07:06:00', 'paid', 60.70, 'EUR', 'https://shop.example.com/thanks?order=O-2019', null, '203.0.113.19', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2020', 'C-1362', timestamp '${yesterday} 07:13:00', 'placed', 178.00, 'USD', 'https://shop.example.com/thanks?order=O-2020', 'E.C.P.shop2020', '203.0.113.20', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2021', 'C-1381', timestamp '${two-days-ago} 08:20:00', 'paid', 73.50, 'EUR', 'https://shop.example.com/thanks?order=O-2021', null, '203.0.113.21', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2022', 'C-1400', timestamp '${yesterday} 08:27:00', 'paid', 122.40, 'EUR', 'https://shop.example.com/thanks?order=O-2022', null, '203.0.113.22', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2023', 'C-1419', timestamp '${two-days-ago} 08:34:00', 'paid', 258.00, 'EUR', null, null, '203.0.113.23', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2024', 'C-1438', timestamp '${yesterday} 08:41:00', 'paid', 298.50, 'USD', 'https://shop.example.com/thanks?order=O-2024', null, '203.0.113.24', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2025', 'C-1457', timestamp '${two-days-ago} 08:48:00', 'placed', 67.00, 'EUR', 'https://shop.example.com/thanks?order=O-2025', null, '203.0.113.25', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2026', 'C-1476', timestamp '${yesterday} 08:55:00', 'paid', 69.80, 'EUR', 'https://shop.example.com/thanks?order=O-2026', 'E.C.P.shop2026', '203.0.113.26', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2027', 'C-1495', timestamp '${two-days-ago} 08:02:00', 'paid', 267.00, 'EUR', 'https://shop.example.com/thanks?order=O-2027', null, '203.0.113.27', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2028', 'C-1514', timestamp '${yesterday} 08:09:00', 'paid', 223.50, 'USD', 'https://shop.example.com/thanks?order=O-2028', null, '203.0.113.28', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2029', 'C-1533', timestamp '${two-days-ago} 08:16:00', 'paid', 79.80, 'EUR', 'https://shop.example.com/thanks?order=O-2029', null, '203.0.113.29', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2030', 'C-1552', timestamp '${yesterday} 08:23:00', 'placed', 387.00, 'EUR', 'https://shop.example.com/thanks?order=O-2030', null, '203.0.113.30', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2031', 'C-1571', timestamp '${two-days-ago} 09:30:00', 'returned', 277.50, 'EUR', 'https://shop.example.com/thanks?order=O-2031', null, '203.0.113.31', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2032', 'C-1590', timestamp '${yesterday} 09:37:00', 'paid', 36.00, 'USD', 'https://shop.example.com/thanks?order=O-2032', 'E.C.P.shop2032', '203.0.113.32', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2033', 'C-1609', timestamp '${two-days-ago} 09:44:00', 'paid', 104.70, 'EUR', 'https://shop.example.com/thanks?order=O-2033', null, '203.0.113.33', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2034', 'C-1628', timestamp '${yesterday} 09:51:00', 'paid', 347.00, 'EUR', 'https://shop.example.com/thanks?order=O-2034', null, '203.0.113.34', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2035', 'C-1647', timestamp '${two-days-ago} 09:58:00', 'placed', 49.00, 'EUR', 'https://shop.example.com/thanks?order=O-2035', null, '203.0.113.35', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2036', 'C-1666', timestamp '${yesterday} 09:05:00', 'paid', 56.70, 'USD', 'https://shop.example.com/thanks?order=O-2036', null, '203.0.113.36', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2037', 'C-1685', timestamp '${two-days-ago} 09:12:00', 'paid', 198.80, 'EUR', 'https://shop.example.com/thanks?order=O-2037', null, '203.0.113.37', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2038', 'C-1704', timestamp '${yesterday} 09:19:00', 'paid', 199.00, 'EUR', 'https://shop.example.com/thanks?order=O-2038', 'E.C.P.shop2038', '203.0.113.38', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2039', 'C-1723', timestamp '${two-days-ago} 09:26:00', 'paid', 54.00, 'EUR', 'https://shop.example.com/thanks?order=O-2039', null, '203.0.113.39', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2040', 'C-1742', timestamp '${yesterday} 09:33:00', 'placed', 60.70, 'USD', 'https://shop.example.com/thanks?order=O-2040', null, '203.0.113.40', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2041', 'C-1761', timestamp '${two-days-ago} 10:40:00', 'paid', 178.00, 'EUR', 'https://shop.example.com/thanks?order=O-2041', null, '203.0.113.41', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2042', 'C-1780', timestamp '${yesterday} 10:47:00', 'paid', 73.50, 'EUR', 'https://shop.example.com/thanks?order=O-2042', null, '203.0.113.42', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2043', 'C-1799', timestamp '${two-days-ago} 10:54:00', 'paid', 122.40, 'EUR', 'https://shop.example.com/thanks?order=O-2043', null, '203.0.113.43', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2044', 'C-1818', timestamp '${yesterday} 10:01:00', 'paid', 258.00, 'USD', 'https://shop.example.com/thanks?order=O-2044', 'E.C.P.shop2044', '203.0.113.44', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2045', 'C-1837', timestamp '${two-days-ago} 10:08:00', 'placed', 298.50, 'EUR', 'https://shop.example.com/thanks?order=O-2045', null, '203.0.113.45', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2046', 'C-1856', timestamp '${yesterday} 10:15:00', 'paid', 67.00, 'EUR', 'https://shop.example.com/thanks?order=O-2046', null, '203.0.113.46', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2047', 'C-1875', timestamp '${two-days-ago} 10:22:00', 'paid', 69.80, 'EUR', 'https://shop.example.com/thanks?order=O-2047', null, '203.0.113.47', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2048', 'C-1894', timestamp '${yesterday} 10:29:00', 'paid', 267.00, 'USD', 'https://shop.example.com/thanks?order=O-2048', null, '203.0.113.48', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2049', 'C-1913', timestamp '${two-days-ago} 10:36:00', 'paid', 223.50, 'EUR', 'https://shop.example.com/thanks?order=O-2049', null, '203.0.113.49', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2050', 'C-1932', timestamp '${yesterday} 10:43:00', 'placed', 79.80, 'EUR', 'https://shop.example.com/thanks?order=O-2050', 'E.C.P.shop2050', '203.0.113.50', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2051', 'C-1951', timestamp '${two-days-ago} 11:50:00', 'paid', 387.00, 'EUR', 'https://shop.example.com/thanks?order=O-2051', null, '203.0.113.51', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2052', 'C-1970', timestamp '${yesterday} 11:57:00', 'paid', 277.50, 'USD', 'https://shop.example.com/thanks?order=O-2052', null, '203.0.113.52', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2053', 'C-1989', timestamp '${two-days-ago} 11:04:00', 'paid', 36.00, 'EUR', 'https://shop.example.com/thanks?order=O-2053', null, '203.0.113.53', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2054', 'C-2008', timestamp '${yesterday} 11:11:00', 'paid', 104.70, 'EUR', 'https://shop.example.com/thanks?order=O-2054', null, '203.0.113.54', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2055', 'C-2027', timestamp '${two-days-ago} 11:18:00', 'placed', 347.00, 'EUR', 'https://shop.example.com/thanks?order=O-2055', null, '203.0.113.55', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2056', 'C-2046', timestamp '${yesterday} 11:25:00', 'paid', 49.00, 'USD', 'https://shop.example.com/thanks?order=O-2056', 'E.C.P.shop2056', '203.0.113.56', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2057', 'C-2065', timestamp '${two-days-ago} 11:32:00', 'paid', 56.70, 'EUR', 'https://shop.example.com/thanks?order=O-2057', null, '203.0.113.57', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ('O-2058', 'C-2084', timestamp '${yesterday} 11:39:00', 'paid', 198.80, 'EUR', 'https://shop.example.com/thanks?order=O-2058', null, '203.0.113.58', 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)'),
    ('O-2059', 'C-2103', timestamp '${two-days-ago} 11:46:00', 'paid', 199.00, 'EUR', 'https://shop.example.com/thanks?order=O-2059', null, '203.0.113.59', 'Mozilla/5.0 (Linux; Android 16; Pixel 10)'),
    ('O-2060', 'C-2122', timestamp '${yesterday} 11:53:00', 'placed', 54.00, 'USD', 'https://shop.example.com/thanks?order=O-2060', null, '203.0.113.60', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)');

insert into shop_order_item (order_id, line, sku, name, category, brand, price, quantity) values
    ('O-2001', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 1),
    ('O-2001', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2001', 3, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 3),
    ('O-2002', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2003', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 3),
    ('O-2004', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2004', 2, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2005', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2006', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 3),
    ('O-2007', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 1),
    ('O-2007', 2, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2008', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 2),
    ('O-2008', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3),
    ('O-2009', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 3),
    ('O-2010', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 1),
    ('O-2010', 2, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 2),
    ('O-2011', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2012', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 3),
    ('O-2013', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 1),
    ('O-2013', 2, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2014', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2015', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 3),
    ('O-2015', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2016', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 1),
    ('O-2016', 2, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2017', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2018', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3),
    ('O-2019', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 1),
    ('O-2019', 2, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 2),
    ('O-2020', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 2),
    ('O-2021', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 3),
    ('O-2022', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 1),
    ('O-2022', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2022', 3, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 3),
    ('O-2023', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2024', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 3),
    ('O-2025', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2025', 2, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2026', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2027', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 3),
    ('O-2028', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 1),
    ('O-2028', 2, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2029', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 2),
    ('O-2029', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3),
    ('O-2030', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 3),
    ('O-2031', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 1),
    ('O-2031', 2, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 2),
    ('O-2032', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2033', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 3),
    ('O-2034', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 1),
    ('O-2034', 2, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2035', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2036', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 3),
    ('O-2036', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2037', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 1),
    ('O-2037', 2, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2038', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2039', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3),
    ('O-2040', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 1),
    ('O-2040', 2, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 2),
    ('O-2041', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 2),
    ('O-2042', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 3),
    ('O-2043', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 1),
    ('O-2043', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2043', 3, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 3),
    ('O-2044', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2045', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 3),
    ('O-2046', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2046', 2, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2047', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2048', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 3),
    ('O-2049', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 1),
    ('O-2049', 2, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2050', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 2),
    ('O-2050', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3),
    ('O-2051', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 3),
    ('O-2052', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 1),
    ('O-2052', 2, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 2),
    ('O-2053', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 2),
    ('O-2054', 1, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 3),
    ('O-2055', 1, 'SKU-106', 'Rucksack 30 l', 'equipment', 'Nordweg', 89.00, 1),
    ('O-2055', 2, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 2),
    ('O-2056', 1, 'SKU-107', 'Wool hat', 'clothes', 'Alpa', 24.50, 2),
    ('O-2057', 1, 'SKU-101', 'Trail socks', 'clothes', 'Alpa', 12.90, 3),
    ('O-2057', 2, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 1),
    ('O-2058', 1, 'SKU-102', 'Rain jacket', 'clothes', 'Alpa', 129.00, 1),
    ('O-2058', 2, 'SKU-105', 'Head torch', 'equipment', 'Quell', 34.90, 2),
    ('O-2059', 1, 'SKU-103', 'Walking shoes', 'shoes', 'Nordweg', 99.50, 2),
    ('O-2060', 1, 'SKU-104', 'Water bottle', 'equipment', 'Quell', 18.00, 3);

-- V-3013 and V-3025 are of people nobody knows, V-3019 and V-3030 lack a currency that TikTok takes
insert into shop_visit (visit_id, customer_id, shop_id, visited_at, channel, spent, currency) values
    ('V-3001', 'C-1004', 'berlin-02', timestamp '${two-days-ago} 06:00:00', 'in_store', 19.90, 'EUR'),
    ('V-3002', 'C-1033', 'denver-01', timestamp '${yesterday} 06:11:00', 'in_store', 26.90, 'USD'),
    ('V-3003', 'C-1062', 'lisbon-01', timestamp '${two-days-ago} 06:22:00', 'in_store', 33.90, 'EUR'),
    ('V-3004', 'C-1091', 'berlin-02', timestamp '${yesterday} 06:33:00', 'in_store', null, null),
    ('V-3005', 'C-1120', 'denver-01', timestamp '${two-days-ago} 06:44:00', 'in_store', 47.90, 'USD'),
    ('V-3006', 'C-1149', 'lisbon-01', timestamp '${yesterday} 06:55:00', 'in_store', 54.90, 'EUR'),
    ('V-3007', 'C-1178', 'berlin-02', timestamp '${two-days-ago} 06:06:00', 'in_store', 61.90, 'EUR'),
    ('V-3008', 'C-1207', 'denver-01', timestamp '${yesterday} 06:17:00', 'phone_call', null, null),
    ('V-3009', 'C-1236', 'lisbon-01', timestamp '${two-days-ago} 07:28:00', 'in_store', 25.90, 'EUR'),
    ('V-3010', 'C-1265', 'berlin-02', timestamp '${yesterday} 07:39:00', 'in_store', 32.90, 'EUR'),
    ('V-3011', 'C-1294', 'denver-01', timestamp '${two-days-ago} 07:50:00', 'in_store', 39.90, 'USD'),
    ('V-3012', 'C-1323', 'lisbon-01', timestamp '${yesterday} 07:01:00', 'in_store', null, null),
    ('V-3013', null, 'berlin-02', timestamp '${two-days-ago} 07:12:00', 'in_store', 53.90, 'EUR'),
    ('V-3014', 'C-1381', 'denver-01', timestamp '${yesterday} 07:23:00', 'in_store', 60.90, 'USD'),
    ('V-3015', 'C-1410', 'lisbon-01', timestamp '${two-days-ago} 07:34:00', 'in_store', 67.90, 'EUR'),
    ('V-3016', 'C-1439', 'berlin-02', timestamp '${yesterday} 07:45:00', 'phone_call', null, null),
    ('V-3017', 'C-1468', 'denver-01', timestamp '${two-days-ago} 08:56:00', 'in_store', 31.90, 'USD'),
    ('V-3018', 'C-1497', 'lisbon-01', timestamp '${yesterday} 08:07:00', 'in_store', 38.90, 'EUR'),
    ('V-3019', 'C-1526', 'berlin-02', timestamp '${two-days-ago} 08:18:00', 'in_store', 45.90, null),
    ('V-3020', 'C-1555', 'denver-01', timestamp '${yesterday} 08:29:00', 'in_store', null, null),
    ('V-3021', 'C-1584', 'lisbon-01', timestamp '${two-days-ago} 08:40:00', 'in_store', 59.90, 'EUR'),
    ('V-3022', 'C-1613', 'berlin-02', timestamp '${yesterday} 08:51:00', 'in_store', 66.90, 'EUR'),
    ('V-3023', 'C-1642', 'denver-01', timestamp '${two-days-ago} 08:02:00', 'in_store', 23.90, 'USD'),
    ('V-3024', 'C-1671', 'lisbon-01', timestamp '${yesterday} 08:13:00', 'phone_call', null, null),
    ('V-3025', null, 'berlin-02', timestamp '${two-days-ago} 09:24:00', 'in_store', 37.90, 'EUR'),
    ('V-3026', 'C-1729', 'denver-01', timestamp '${yesterday} 09:35:00', 'in_store', 44.90, 'USD'),
    ('V-3027', 'C-1758', 'lisbon-01', timestamp '${two-days-ago} 09:46:00', 'in_store', 51.90, 'EUR'),
    ('V-3028', 'C-1787', 'berlin-02', timestamp '${yesterday} 09:57:00', 'in_store', null, null),
    ('V-3029', 'C-1816', 'denver-01', timestamp '${two-days-ago} 09:08:00', 'in_store', 65.90, 'USD'),
    ('V-3030', 'C-1845', 'lisbon-01', timestamp '${yesterday} 09:19:00', 'in_store', 22.90, 'XXL'),
    ('V-3031', 'C-1874', 'berlin-02', timestamp '${two-days-ago} 09:30:00', 'in_store', 29.90, 'EUR'),
    ('V-3032', 'C-1903', 'denver-01', timestamp '${yesterday} 09:41:00', 'phone_call', null, null),
    ('V-3033', 'C-1932', 'lisbon-01', timestamp '${two-days-ago} 10:52:00', 'in_store', 43.90, 'EUR'),
    ('V-3034', 'C-1961', 'berlin-02', timestamp '${yesterday} 10:03:00', 'in_store', 50.90, 'EUR'),
    ('V-3035', 'C-1990', 'denver-01', timestamp '${two-days-ago} 10:14:00', 'in_store', 57.90, 'USD'),
    ('V-3036', 'C-2019', 'lisbon-01', timestamp '${yesterday} 10:25:00', 'in_store', null, null),
    ('V-3037', 'C-2048', 'berlin-02', timestamp '${two-days-ago} 10:36:00', 'in_store', 21.90, 'EUR'),
    ('V-3038', 'C-2077', 'denver-01', timestamp '${yesterday} 10:47:00', 'in_store', 28.90, 'USD'),
    ('V-3039', 'C-2106', 'lisbon-01', timestamp '${two-days-ago} 10:58:00', 'in_store', 35.90, 'EUR'),
    ('V-3040', 'C-2135', 'berlin-02', timestamp '${yesterday} 10:09:00', 'phone_call', null, null);
