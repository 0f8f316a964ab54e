/** Rows of SQL models: read, compared with what was last sent, and handed on as records. */
package io.tiktokroutes.warehouse;
