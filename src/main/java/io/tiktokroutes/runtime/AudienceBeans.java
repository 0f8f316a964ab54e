package io.tiktokroutes.runtime;

import io.tiktokroutes.audiences.AudienceSender;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.TikTokApi;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Shows Camel what the kamelets of audiences name. */
final class AudienceBeans {

    private final RecordSchemas schemas;
    private final DataSource database;
    private final boolean rehearsal;

    /**
     * @param rehearsal whether nothing may leave, as in a dry run
     */
    AudienceBeans(RecordSchemas schemas, DataSource database, boolean rehearsal) {
        this.schemas = schemas;
        this.database = database;
        this.rehearsal = rehearsal;
    }

    /**
     * @param api for what is sent
     * @param once the same, calling only once
     */
    void equip(CamelContext context, TikTokApi api, TikTokApi once, CdpBeans.Around around) {
        AudienceSender members =
                new AudienceSender(api, once, schemas, database, Clock.systemUTC());
        bind(
                context,
                "tiktok-audiences",
                around.sink(rehearsal ? members::rehearse : members::send));
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
