"""The ids of the process catalogue: a call to one of them that is not written yet is planned, not wrong."""

_IDS = """
    order-lifecycle warehouse-dispatch return-exchange complaint-reply presale-consultation price-concession
    order-change-request order-cancellation stockout-handling logistics-inquiry product-usage-support
    exception-report dispute-watch problem-customer-registration review-handling customer-revisit member-tier
    cs-day operator-day daily-order-backup duty-roster cs-score-sheet cs-training custom-product-order
    home-delivery vehicle-and-route finance-refund aftersales-compensation compensation-float payment-collection
    weekly-finance-reconciliation promotion-fee courier-fee sales-document-audit payroll-attendance
    distributor-order cross-department-transfer distributor-reconciliation distributor-payment-notice
    distributor-bulletin distributor-authorisation brand-authorisation stock-clearance product-shoot
    product-info-collection product-listing product-delisting product-pricing catalogue-adjustment
    campaign-approval tmall-campaign creative-approval page-redesign information-publication
    official-activity-application promotion-execution affiliate-commission season-selection market-intelligence
    platform-rule-change b2b-supply-posting b2b-inquiry purchase-lead soft-article negative-publicity
    stock-alarm-replenishment procurement first-purchase goods-receipt purchase-return stocktaking
    supplier-improvement damaged-goods warehouse-inspection warehouse-daily-log courier-selection contract-review
    contract-performance contract-defect legal-incident-report dispute-case judgment-enforcement case-closing
    legal-consultation proactive-opinion regulation-review contract-template legal-bulletin legal-training
    ft-lc-shipment ft-inquiry ft-sample ft-quotation ft-sample-follow-up ft-payment-terms ft-order-approval
    ft-production ft-lc-receipt ft-tt-shipment ft-inspection ft-warehouse ft-export-documents ft-booking
    ft-trucking ft-bill-of-lading ft-customs-form ft-presentation task-assignment task-escalation
    post-vacancy-cover recruitment staff-change leave-request overtime-request reward-penalty performance-cycle
    target-cascade periodic-reporting account-custody official-account-change system-access database-permission
    database-change weekly-backup machine-room website-incident illegal-content-takedown project-management
    improvement-proposal tender-bid tender-result merchant-onboarding merchant-screening shop-opening
    insurance-direct insurance-assisted direct-online-sale intermediated-trade b2c-lesson plat-membership
    ebank-account ebank-payment b2b-order b2b-contract logistics-contract b2b-stock-in logistics-delivery
    b2c-retail b2c-purchase b2c-shop-setup b2c-stock c2c-auction edi-message netsell-domain netsell-promotion
"""

CATALOGUE: frozenset[str] = frozenset(_IDS.split())
