/** How fresh the reports are: health and metrics. */
package io.tiktokroutes.runtime.reports;
