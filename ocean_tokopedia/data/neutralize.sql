-- A copy of a database must not be able to open buyers' data.
UPDATE ocean_account SET tokopedia_private_key = NULL;
