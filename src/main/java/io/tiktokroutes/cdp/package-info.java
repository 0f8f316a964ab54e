/** Events and business objects into CDP 365. */
package io.tiktokroutes.cdp;
