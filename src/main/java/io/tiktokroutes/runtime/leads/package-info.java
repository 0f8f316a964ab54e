/** What the running program does about leads beside its routes. */
package io.tiktokroutes.runtime.leads;
