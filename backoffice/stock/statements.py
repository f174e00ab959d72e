"""The SQL of stock: a call takes two statements, however many lines it has.

The first locks rows, always in the order of sku, so that two calls never wait for each other in a circle.
The second writes levels, reservations, ledger and result in one round trip: the locks are held for no
longer than that and the rest of the segment.
"""

from sqlalchemy import bindparam, text

from database.columns import Values

LEVELS = text("SELECT sku, on_hand, reserved, location FROM stock WHERE sku = ANY(:skus)")

# The result of an earlier call under this key comes with the lock. If two calls under one key run at
# once, both find none, and the later one breaks on the key of stock_calls: see database.is_repeatable.
LOCK = text("""
    SELECT sku, on_hand, reserved, (SELECT result FROM stock_calls WHERE key = :key) AS earlier
    FROM stock WHERE sku = ANY(:skus) ORDER BY sku FOR NO KEY UPDATE
""")

# What each of several orders holds for a line, in one order again.
RESERVED_BY = text("""
    SELECT order_number, line, sku, quantity FROM reservations
    WHERE (order_number, line) IN (
        SELECT * FROM unnest(CAST(:holders AS text[]), CAST(:lines AS text[])))
    ORDER BY order_number, line, sku FOR UPDATE
""")

# What an order holds, with the levels of these goods, all of it locked in the order of sku. Of two calls
# that give back the same reservation, the second must find nothing.
LOCK_RESERVED = text("""
    SELECT line, held.sku, quantity, on_hand, reserved,
        (SELECT result FROM stock_calls WHERE key = :key) AS earlier
    FROM reservations held JOIN stock USING (sku)
    WHERE order_number = :order AND (CAST(:lines AS text[]) IS NULL OR line = ANY(:lines))
    ORDER BY sku, line FOR NO KEY UPDATE
""")

FIND_CALL = text("SELECT result FROM stock_calls WHERE key = :key")

WRITE = text("""
    WITH entry AS (
        SELECT * FROM unnest(
            CAST(:kind AS text[]), CAST(:holder AS text[]), CAST(:line AS text[]), CAST(:sku AS text[]),
            CAST(:quantity AS numeric[]), CAST(:on_hand AS numeric[]), CAST(:reserved AS numeric[])
        ) WITH ORDINALITY AS e (kind, holder, line, sku, quantity, on_hand, reserved, position)
    ), level AS (
        SELECT DISTINCT ON (sku) sku, on_hand, reserved FROM entry ORDER BY sku, position DESC
    ), shelf AS (
        UPDATE stock SET on_hand = level.on_hand, reserved = level.reserved
        FROM level WHERE stock.sku = level.sku
    ), promised AS (
        INSERT INTO reservations AS r (order_number, line, sku, quantity)
        SELECT holder, line, sku, sum(quantity) FROM entry WHERE kind = 'reserve' GROUP BY holder, line, sku
        ON CONFLICT (order_number, line, sku) DO UPDATE SET quantity = r.quantity + excluded.quantity
    ), used AS (
        SELECT holder, line, sku, sum(quantity) AS quantity FROM entry
        WHERE kind IN ('release', 'issue') GROUP BY holder, line, sku
    ), held AS (
        -- One look-up by primary key for each entry: the planner knows nothing of rows that this transaction
        -- wrote, and would compare each of them with each entry (5,000 lines: more than five seconds).
        SELECT found.place, found.quantity - used.quantity AS rest FROM used CROSS JOIN LATERAL (
            SELECT r.ctid AS place, r.quantity FROM reservations r
            WHERE r.order_number = used.holder AND r.line = used.line AND r.sku = used.sku OFFSET 0
        ) found
    ), kept AS (
        UPDATE reservations SET quantity = held.rest FROM held WHERE ctid = held.place AND held.rest > 0
    ), gone AS (
        DELETE FROM reservations USING held WHERE ctid = held.place AND held.rest <= 0
    ), call AS (
        INSERT INTO stock_calls (key, result) VALUES (:key, :result)
    )
    INSERT INTO stock_ledger (at, key, kind, order_number, line, sku, quantity, on_hand_after, reserved_after)
    SELECT :at, :key, kind, holder, line, sku, quantity, on_hand, reserved FROM entry ORDER BY position
""").bindparams(bindparam("result", type_=Values))
