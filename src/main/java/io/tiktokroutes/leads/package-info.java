/** Leads out of TikTok's instant forms. */
package io.tiktokroutes.leads;
