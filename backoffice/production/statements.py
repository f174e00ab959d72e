"""The SQL of production. A work centre's row is locked while capacity is booked: two jobs take turns."""

from sqlalchemy import bindparam, text

from database.columns import Values

# Always in the order of id, so that two calls never wait for each other in a circle.
LOCK_CENTERS = text("SELECT id, week FROM work_centers WHERE id = ANY(:centers) ORDER BY id FOR UPDATE")
CENTERS = text("SELECT id, week FROM work_centers WHERE id = ANY(:centers)")
DAYS = text("SELECT work_center, day, minutes FROM capacity_days WHERE work_center = ANY(:centers)")
TAKEN = text("""
    SELECT work_center, day, sum(minutes)::integer AS minutes FROM capacity_bookings
    WHERE work_center = ANY(:centers) AND day >= :since GROUP BY work_center, day
""")

BY_KEY = text("SELECT * FROM production_orders WHERE key = :key")
FIND = text("SELECT * FROM production_orders WHERE number = :number AND order_number = :order")
FIND_AND_LOCK = text(f"{FIND.text} FOR UPDATE")
UNDER_WAY = text("""
    SELECT * FROM production_orders WHERE (order_number = :order OR order_number LIKE :family)
        AND line = ANY(:lines) AND state IN ('scheduled', 'running') ORDER BY number
""")

# The order's first production order is -P1, and so on.
OPEN = text("""
    INSERT INTO production_orders
        (number, key, order_number, line, sku, work_center, quantity, materials, begins, ends, state,
        created_at)
    SELECT :order || '-P' || (count(*) + 1), :key, :order, :line, :sku, :work_center, :quantity, :materials,
        :begins, :ends, 'scheduled', :at
    FROM production_orders WHERE order_number = :order
    RETURNING *
""").bindparams(bindparam("materials", type_=Values))
BOOK = text("""
    INSERT INTO capacity_bookings (production_order, work_center, day, minutes)
    SELECT :number, :work_center, day, minutes
    FROM unnest(CAST(:days AS date[]), CAST(:minutes AS integer[])) AS part (day, minutes)
""")
FREE = text("DELETE FROM capacity_bookings WHERE production_order = :number AND day >= :since")

COUNT = text("""
    UPDATE production_orders SET good = good + :good, scrapped = scrapped + :scrapped, state = CASE
        WHEN good + :good + scrapped + :scrapped >= quantity THEN 'finished' ELSE 'running' END
    WHERE number = :number RETURNING *
""")
POSTPONE = text("UPDATE production_orders SET ends = :ends WHERE number = :number RETURNING *")
CANCEL = text("UPDATE production_orders SET state = 'cancelled' WHERE number = :number RETURNING *")
