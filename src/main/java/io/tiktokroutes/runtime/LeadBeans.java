package io.tiktokroutes.runtime;

import io.tiktokroutes.leads.LeadSource;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Shows Camel what the kamelets of leads name. */
final class LeadBeans {

    private final DataSource database;
    private final TikTokApi api;
    private final Advertisers advertisers;

    LeadBeans(DataSource database, TikTokApi api, Advertisers advertisers) {
        this.database = database;
        this.api = api;
        this.advertisers = advertisers;
    }

    void equip(CamelContext context) throws Exception {
        context.getRegistry().bind("tiktok-leads", new LeadSource(api, advertisers, database));
    }
}
