/** CDP 365: its event tracker and a neutral contract for business objects. */
package io.tiktokroutes.sandbox.cdp;
