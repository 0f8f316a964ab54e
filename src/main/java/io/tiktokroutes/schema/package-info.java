/** What records look like: JSON Schemas, their columns, and a fast check of payloads. */
package io.tiktokroutes.schema;
