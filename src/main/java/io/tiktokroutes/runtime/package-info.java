/** The running application: its wiring, and the files that may be edited while it runs. */
package io.tiktokroutes.runtime;
