create sequence if not exists id_blocks;
