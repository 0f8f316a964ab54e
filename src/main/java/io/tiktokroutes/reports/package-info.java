/** Ads reports: which days to pull, page by page, and the tables they go to. */
package io.tiktokroutes.reports;
